package com.xenlixai.scan.gateway.outbound;

import java.io.IOException;

/// The host leads to an address that is never connected to. Names no address: the one who named the
/// host need not learn what it resolves to in here.
public final class RefusedAddressException extends IOException {

    /// For the client.
    public static final String WHY = "the host leads to an address that is never connected to";

    private static final long serialVersionUID = 1L;

    RefusedAddressException() {
        super(WHY);
    }
}
