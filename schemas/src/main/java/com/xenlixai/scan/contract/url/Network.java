package com.xenlixai.scan.contract.url;

import java.util.Arrays;

/// A range of addresses in CIDR form, IPv4 or IPv6.
public final class Network {

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /// Reads `127.0.0.0/8` or `fd00::/8`; without a length, the one address itself.
    ///
    /// @throws IllegalArgumentException when the text is no network, with the text in the message
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = Literals.parse(address.strip());
        if (bytes == null) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        int bits = slash < 0 ? bytes.length * 8 : length(text, text.substring(slash + 1).strip());
        if (bits > bytes.length * 8) {
            throw new IllegalArgumentException("prefix too long: " + text);
        }
        return new Network(bytes, bits);
    }

    private static int length(String text, String digits) {
        try {
            int bits = Integer.parseInt(digits);
            if (bits >= 0) {
                return bits;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a network: " + text, e);
        }
        throw new IllegalArgumentException("not a network: " + text);
    }

    /// Whether the address of 4 or 16 bytes lies in this network; never across families.
    public boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = bits / 8;
        if (Arrays.mismatch(prefix, 0, whole, address, 0, whole) >= 0) {
            return false;
        }
        int rest = bits % 8;
        int mask = rest == 0 ? 0 : 0xFF << 8 - rest & 0xFF;
        return rest == 0 || ((prefix[whole] ^ address[whole]) & mask) == 0;
    }

    @Override
    public String toString() {
        return Literals.text(prefix) + "/" + bits;
    }
}
