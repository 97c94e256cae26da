package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.access.AddressAllowances.OfAddress;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
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
        OfAddress allowance =
                addresses.of(exchange.getRequest()).map(allowances::of).orElse(OfAddress.UNLIMITED);
        allowance.into(exchange);
        Bucket requests = allowance.requests();
        return requests == null ? chain.filter(exchange) : limited(requests, exchange, chain);
    }

    private static Mono<Void> limited(
            Bucket requests, ServerWebExchange exchange, WebFilterChain chain) {
        boolean taken = requests.take();
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(
                () -> {
                    if (taken && HttpStatus.NOT_MODIFIED.equals(response.getStatusCode())) {
                        requests.giveBack(Policy.NOTHING_NEW);
                    }
                    RateLimitFields.add(
                            response.getHeaders(),
                            requests.policy().described(),
                            requests.described());
                    return Mono.empty();
                });
        return taken
                ? chain.filter(exchange)
                : Mono.error(
                        OfAddress.refusal(requests, "Too many requests came from this address."));
    }
}
