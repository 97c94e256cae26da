package com.xenlixai.scan.gateway.problem;

import io.netty.channel.ChannelHandler;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/// Puts the problem documents into the web layer, and into the HTTP server below it.
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

    @Bean
    ProblemHandler problemHandler() {
        return new ProblemHandler();
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> refusalsOfTheServer() {
        ChannelHandler refusals = new RefusedByServer();
        return factory ->
                factory.addServerCustomizers(
                        server ->
                                server.doOnChannelInit(
                                        (_, channel, _) ->
                                                channel.pipeline()
                                                        .addAfter(
                                                                NettyPipeline.HttpCodec,
                                                                "xenlix.refusals",
                                                                refusals)));
    }
}
