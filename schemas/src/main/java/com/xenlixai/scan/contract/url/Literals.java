package com.xenlixai.scan.contract.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Addresses in text, in their canonical spellings only: what one parser reads as an address and
/// another as a name is no address here.
final class Literals {

    private static final int GROUPS = 8;

    private Literals() {}

    /// The bytes of a dotted quad or an IPv6 address without brackets, or null.
    static byte @Nullable [] parse(String text) {
        return text.indexOf(':') >= 0 ? parseIpv6(text) : parseIpv4(text);
    }

    /// Four decimal numbers without leading zeros, or null.
    static byte @Nullable [] parseIpv4(String text) {
        byte[] address = new byte[4];
        int part = 0;
        int digits = 0;
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && digits > 0 && part < 3) {
                address[part++] = (byte) value;
                digits = 0;
                value = 0;
            } else if (c >= '0' && c <= '9' && (digits == 0 || value > 0)) {
                digits++;
                value = value * 10 + c - '0';
                if (value > 255) {
                    return null;
                }
            } else {
                return null;
            }
        }
        address[part] = (byte) value;
        return part == 3 && digits > 0 ? address : null;
    }

    /// RFC 4291 text without zone; a dotted tail is read, since policy speaks of it. Null when it
    /// is no address.
    static byte @Nullable [] parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap), gap < 0);
        List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2), true);
        if (head == null || tail == null) {
            return null;
        }
        int given = head.size() + tail.size();
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            return null;
        }
        byte[] address = new byte[16];
        put(address, 0, head);
        put(address, GROUPS - tail.size(), tail);
        return address;
    }

    private static void put(byte[] address, int group, List<Integer> values) {
        for (int i = 0; i < values.size(); i++) {
            int value = values.get(i);
            address[(group + i) * 2] = (byte) (value >> 8);
            address[(group + i) * 2 + 1] = (byte) value;
        }
    }

    private static @Nullable List<Integer> groups(String text, boolean mayEndDotted) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return groups;
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.indexOf('.') >= 0) {
                byte[] quad = mayEndDotted && i == parts.length - 1 ? parseIpv4(part) : null;
                if (quad == null) {
                    return null;
                }
                groups.add((quad[0] & 0xFF) << 8 | quad[1] & 0xFF);
                groups.add((quad[2] & 0xFF) << 8 | quad[3] & 0xFF);
            } else if (part.matches("[0-9a-fA-F]{1,4}")) {
                groups.add(Integer.parseInt(part, 16));
            } else {
                return null;
            }
        }
        return groups;
    }

    /// The canonical text: dotted quad, or RFC 5952 without brackets.
    static String text(byte[] address) {
        if (address.length == 4) {
            return (address[0] & 0xFF)
                    + "."
                    + (address[1] & 0xFF)
                    + "."
                    + (address[2] & 0xFF)
                    + "."
                    + (address[3] & 0xFF);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (address[i * 2] & 0xFF) << 8 | address[i * 2 + 1] & 0xFF;
        }
        return compressed(groups);
    }

    private static String compressed(int[] groups) {
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
