package com.xenlixai.scan.bench.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

/// The reference for polls: Reactor Netty, which the gateway stands on too, answering every request
/// with a constant. Arguments: port, size of the answer.
public final class BareServerMain {

    private BareServerMain() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int size = Integer.parseInt(arguments[1]);
        ByteBuf body = Unpooled.unreleasableBuffer(Unpooled.directBuffer(size).writeZero(size));
        HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .handle(
                        (_, response) ->
                                response.header("Content-Type", "application/json")
                                        .header("Content-Length", Integer.toString(size))
                                        .send(Mono.fromSupplier(body::duplicate)))
                .bindNow()
                .onDispose()
                .block();
    }
}
