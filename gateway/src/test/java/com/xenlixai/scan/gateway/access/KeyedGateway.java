package com.xenlixai.scan.gateway.access;

import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.database.DatabaseSettings;
import com.xenlixai.scan.local.embedded.SharedByTests;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A gateway with keys on, and the desk where its keys are made.
public final class KeyedGateway implements AutoCloseable {

    public static final int PLENTY = 10_000;
    public static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

    private final TestGateway gateway;
    private final KeyDesk desk;

    private KeyedGateway(TestGateway gateway) {
        this.gateway = gateway;
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

    /// The one that the tests of a run share.
    public static KeyedGateway shared() {
        return Shared.GATEWAY;
    }

    private static final class Shared {
        private static final KeyedGateway GATEWAY =
                SharedByTests.untilTheEnd(start("xenlix.erasure.quiet=2s"));
    }

    /// One of its own, with a broker and a database.
    ///
    /// @param settings further settings as `name=value`
    public static KeyedGateway start(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("xenlix.security.api-keys=true");
        return new KeyedGateway(TestGateway.start(all.toArray(String[]::new)));
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

    /// The text of a new key that may order so many URLs a day.
    public String key(String tenant, int urlsPerDay) {
        return desk.create(new KeyDesk.Order(tenant, "", true, ALL, PLENTY, urlsPerDay, null))
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

    @Override
    public void close() {
        gateway.close();
    }
}
