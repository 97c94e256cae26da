package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.database.DatabaseSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A gateway with keys on, and the desk where its keys are made. Shared by the tests of a run; it
/// stops with the JVM.
public final class KeyedGateway {

    public static final int PLENTY = 10_000;
    public static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private static final KeyedGateway SHARED = new KeyedGateway();

    private final TestGateway gateway =
            TestGateway.start("xenlix.security.api-keys=true", "xenlix.erasure.quiet=2s");
    private final KeyDesk desk;

    private KeyedGateway() {
        Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop-keyed-gateway"));
        Duration patience = Duration.ofSeconds(5);
        desk =
                new KeyDesk(
                        new DatabaseSettings(
                                gateway.database().url(),
                                gateway.database().username(),
                                gateway.database().password(),
                                "prefer",
                                1,
                                patience,
                                patience,
                                patience,
                                patience));
    }

    public static KeyedGateway shared() {
        return SHARED;
    }

    public TestGateway gateway() {
        return gateway;
    }

    public KeyDesk desk() {
        return desk;
    }

    /// The text of a new key without narrow limits.
    public String key(String tenant, boolean premium, Set<Scope> scopes) {
        return desk.create(new KeyDesk.Order(tenant, "", premium, scopes, PLENTY, PLENTY, null))
                .text();
    }

    /// Sends with the key as a bearer token; without one where it is null.
    public HttpResponse<String> call(
            @Nullable String key, String method, String path, @Nullable String body, String type) {
        List<String> headers = new ArrayList<>(List.of("Content-Type", type));
        if (key != null) {
            headers.addAll(List.of("Authorization", "Bearer " + key));
        }
        return gateway.send(method, path, body, headers.toArray(String[]::new));
    }
}
