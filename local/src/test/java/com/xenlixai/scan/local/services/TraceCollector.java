package com.xenlixai.scan.local.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes what services send by OTLP over HTTP.
final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    /// One span, with ids in hexadecimal; the parent's is empty where there is none.
    record Received(
            String service,
            String name,
            String traceId,
            String spanId,
            String parentId,
            List<String> linkedTraces) {}

    TraceCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /// What services are to be told.
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Received> trace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().forEach(this::take);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void take(ResourceSpans resource) {
        String service =
                resource.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElse("");
        for (ScopeSpans scope : resource.getScopeSpansList()) {
            scope.getSpansList()
                    .forEach(
                            span ->
                                    spans.add(
                                            new Received(
                                                    service,
                                                    span.getName(),
                                                    hex(span.getTraceId().toByteArray()),
                                                    hex(span.getSpanId().toByteArray()),
                                                    hex(span.getParentSpanId().toByteArray()),
                                                    span.getLinksList().stream()
                                                            .map(link -> link.getTraceId())
                                                            .map(id -> hex(id.toByteArray()))
                                                            .toList())));
        }
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
