package com.xenlixai.scan.gateway.sitemap;

import com.xenlixai.scan.contract.url.UrlPolicy;
import com.xenlixai.scan.gateway.outbound.GuardedHttp;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires sitemaps.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SitemapSettings.class)
class SitemapConfiguration {

    @Bean
    Sitemaps sitemaps(GuardedHttp http, UrlPolicy urls, SitemapSettings settings) {
        return new Sitemaps(http, urls, settings);
    }
}
