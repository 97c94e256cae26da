package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.access.AddressAllowances.OfAddress;
import com.xenlixai.scan.gateway.access.Allowances.OfKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// Lets those in about whom nothing has to be asked and nothing is to be refused. All others take the
/// way through the filters, which have the same rules and say what is wrong. Thread-safe.
public final class Admission {

    private final AddressFilter addresses;
    private final @Nullable KeyFilter keys;

    /// @param keys null where nobody needs one
    Admission(AddressFilter addresses, @Nullable KeyFilter keys) {
        this.addresses = addresses;
        this.keys = keys;
    }

    /// The sender of a request to the API that changes nothing, if it is known here and allowed to
    /// make it. Pages of browsers are not: CORS is the filters' matter.
    public Optional<Guest> guest(ServerHttpRequest request) {
        if (request.getHeaders().containsHeader(HttpHeaders.ORIGIN)) {
            return Optional.empty();
        }
        OfAddress address = addresses.allowanceOf(request);
        if (keys == null) {
            return Optional.of(new Guest(Caller.ANYONE, address, null));
        }
        KeyFilter filter = keys;
        return filter.known(request)
                .map(
                        key -> {
                            OfKey allowance = filter.allowanceOf(key);
                            return new Guest(KeyFilter.caller(key, allowance), address, allowance);
                        });
    }

    /// One who may come in.
    public static final class Guest {

        private final Caller caller;
        private final OfAddress address;
        private final @Nullable OfKey key;

        private Guest(Caller caller, OfAddress address, @Nullable OfKey key) {
            this.caller = caller;
            this.address = address;
            this.key = key;
        }

        public Caller caller() {
            return caller;
        }

        /// Takes what the request costs; false when not all of it is at hand, and then nothing is
        /// taken.
        public boolean enter() {
            if (key != null && !key.takePollAtHand()) {
                return false;
            }
            if (address.takeRequest()) {
                return true;
            }
            if (key != null) {
                key.giveBackPoll();
            }
            return false;
        }

        /// Completes the headers of the answer as the filters would.
        ///
        /// @param path of the request
        /// @param nothingNew for a 304
        public void answered(HttpHeaders headers, String path, boolean nothingNew) {
            SecurityHeaders.complete(headers, path);
            address.answered(headers, nothingNew);
            if (key != null) {
                key.answered(headers, nothingNew);
            }
        }
    }
}
