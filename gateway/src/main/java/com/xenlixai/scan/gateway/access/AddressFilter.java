package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.access.AddressAllowances.OfAddress;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Lets no address ask more of the API than one caller may, whoever it says it is.
final class AddressFilter implements WebFilter, Ordered {

    /// Before keys are looked up.
    static final int ORDER = CorsFilter.ORDER + 5;

    private final CallerAddresses addresses;
    private final AddressAllowances allowances;

    AddressFilter(CallerAddresses addresses, AddressAllowances allowances) {
        this.addresses = addresses;
        this.allowances = allowances;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!ApiPaths.isApi(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        OfAddress allowance = allowanceOf(exchange.getRequest());
        allowance.into(exchange);
        Bucket requests = allowance.requests();
        return requests == null
                ? chain.filter(exchange)
                : limited(allowance, requests, exchange, chain);
    }

    /// What the sender of a request may still do.
    OfAddress allowanceOf(ServerHttpRequest request) {
        return addresses.of(request).map(allowances::of).orElse(OfAddress.UNLIMITED);
    }

    private static Mono<Void> limited(
            OfAddress allowance,
            Bucket requests,
            ServerWebExchange exchange,
            WebFilterChain chain) {
        boolean taken = allowance.takeRequest();
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(
                () -> {
                    allowance.answered(
                            response.getHeaders(),
                            HttpStatus.NOT_MODIFIED.equals(response.getStatusCode()));
                    return Mono.empty();
                });
        return taken
                ? chain.filter(exchange)
                : Mono.error(
                        OfAddress.refusal(requests, "Too many requests came from this address."));
    }
}
