package com.xenlixai.scan.local.cli;

import com.xenlixai.scan.gateway.access.ApiKey;
import com.xenlixai.scan.gateway.access.KeyDesk;
import com.xenlixai.scan.gateway.access.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Keys of the API. Works on the database itself: whoever may make keys has its password.
@Command(name = "keys", description = "Make, show and revoke API keys.")
final class KeysCommand {

    private final Terminal terminal;

    KeysCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /// What a tenant has bought.
    enum Plan {
        TEASER,
        PREMIUM;

        /// As it is written on the command line.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the new key is to be good for.
    static final class Wanted {

        @Option(
                names = "--tenant",
                paramLabel = "NAME",
                defaultValue = "default",
                description = "Whose key it is; tenants see nothing of each other.")
        String tenant = "";

        @Option(
                names = "--name",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "What to call it.")
        String name = "";

        @Option(
                names = "--plan",
                defaultValue = "premium",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
        Plan plan = Plan.PREMIUM;

        @Option(
                names = "--scopes",
                split = ",",
                paramLabel = "SCOPE",
                defaultValue = "scan:write,scan:read,full:read",
                description = {
                    "Out of scan:write, scan:read, full:read, robots:ignore, admin",
                    "(default: ${DEFAULT-VALUE})."
                })
        List<String> scopes = new ArrayList<>();

        @Option(
                names = "--rate",
                paramLabel = "N",
                defaultValue = "100",
                description = "Requests a second, and as many polls (default: ${DEFAULT-VALUE}).")
        int rate;

        @Option(
                names = "--quota",
                paramLabel = "N",
                defaultValue = "100000",
                description = "URLs a day (default: ${DEFAULT-VALUE}).")
        int quota;

        @Option(
                names = "--expires-in",
                paramLabel = "DAYS",
                description = "Ends after so many days (default: never).")
        @Nullable Integer days;

        KeyDesk.Order order(Instant now) {
            if (days != null && days < 1) {
                throw new UsageException("--expires-in must be positive: " + days);
            }
            try {
                return new KeyDesk.Order(
                        tenant,
                        name,
                        plan == Plan.PREMIUM,
                        parsed(),
                        rate,
                        quota,
                        days == null ? null : now.plus(Duration.ofDays(days)));
            } catch (IllegalArgumentException e) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
        }

        private Set<Scope> parsed() {
            Set<Scope> parsed = EnumSet.noneOf(Scope.class);
            for (String scope : scopes) {
                parsed.add(
                        Scope.of(scope.strip())
                                .orElseThrow(() -> new UsageException("no scope: " + scope)));
            }
            return parsed;
        }
    }

    @Command(
            name = "create",
            description = "Print a new key. It is shown this once and kept nowhere.")
    int create(@Mixin Wanted wanted, @Mixin DatabaseOptions database) {
        KeyDesk.Order order = wanted.order(Instant.now());
        try (DatabaseOptions.Opened opened = database.open()) {
            KeyDesk.Made made = new KeyDesk(opened.settings()).create(order);
            terminal.out().println(made.text());
            terminal.err().println("id " + made.id() + ", tenant " + order.tenant());
        }
        return ExitCode.FINE;
    }

    @Command(name = "list", description = "Print all keys, without their secrets, as JSON lines.")
    int list(@Mixin DatabaseOptions database) {
        try (DatabaseOptions.Opened opened = database.open()) {
            new KeyDesk(opened.settings()).list().forEach(key -> terminal.out().println(json(key)));
        }
        return ExitCode.FINE;
    }

    @Command(name = "revoke", description = "End a key; gateways refuse it within seconds.")
    int revoke(
            @Parameters(paramLabel = "ID", description = "As keys list shows it.") String id,
            @Mixin DatabaseOptions database) {
        try (DatabaseOptions.Opened opened = database.open()) {
            if (!new KeyDesk(opened.settings()).revoke(id)) {
                terminal.err().println("xenlix: there is no key " + id);
                return ExitCode.FAILED;
            }
        }
        terminal.out().println("revoked: " + id);
        return ExitCode.FINE;
    }

    private static String json(ApiKey key) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", key.id());
        line.put("tenant", key.tenant());
        line.put("name", key.name());
        line.put("plan", key.plan());
        var scopes = line.putArray("scopes");
        key.scopes().stream().map(Scope::text).sorted().forEach(scopes::add);
        line.put("requestsPerSecond", key.requestsPerSecond());
        line.put("urlsPerDay", key.urlsPerDay());
        line.put("createdAt", key.createdAt().toString());
        put(line, "expiresAt", key.expiresAt());
        put(line, "revokedAt", key.revokedAt());
        return JsonMapper.shared().writeValueAsString(line);
    }

    private static void put(ObjectNode line, String name, @Nullable Instant at) {
        if (at != null) {
            line.put(name, at.toString());
        }
    }
}
