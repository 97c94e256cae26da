package com.xenlixai.scan.gateway.problem;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;

/// Gives a body to the refusals of the HTTP server itself: what is no HTTP never reaches the web
/// layer, and is answered with a bare status.
@Sharable
final class RefusedByServer extends ChannelOutboundHandlerAdapter {

    private static final int FIRST_REFUSAL = 400;

    private final ProblemWriter writer = new ProblemWriter();

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response && isBareRefusal(response)) {
            var _ = context.write(withBody(context, response), promise);
            ReferenceCountUtil.release(message);
        } else {
            var _ = context.write(message, promise);
        }
    }

    private static boolean isBareRefusal(FullHttpResponse response) {
        return response.status().code() >= FIRST_REFUSAL
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse withBody(ChannelHandlerContext context, FullHttpResponse bare) {
        byte[] body = writer.write(Problems.ofStatus(bare.status().code()));
        ByteBuf content = context.alloc().buffer(body.length).writeBytes(body);
        var response = new DefaultFullHttpResponse(bare.protocolVersion(), bare.status(), content);
        response.headers().add(bare.headers());
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json");
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return response;
    }
}
