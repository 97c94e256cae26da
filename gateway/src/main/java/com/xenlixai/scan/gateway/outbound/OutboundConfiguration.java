package com.xenlixai.scan.gateway.outbound;

import com.xenlixai.scan.contract.url.AddressPolicy;
import java.net.InetAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the way out.
@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    private static final String USER_AGENT = "XenlixAI-gateway/1";

    @Bean(destroyMethod = "close")
    GuardedHttp guardedHttp(AddressPolicy policy) {
        return new GuardedHttp(policy, InetAddress::getAllByName, USER_AGENT);
    }
}
