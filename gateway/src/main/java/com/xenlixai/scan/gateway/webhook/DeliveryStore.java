package com.xenlixai.scan.gateway.webhook;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Messages in the table `webhook_delivery`. Times are the database's, so that gateways whose clocks
/// differ agree on what is due. Methods fail with the database's own errors.
final class DeliveryStore {

    private static final String COLUMNS =
            "id, tenant, subject, type, url, state, attempts, created_at, next_at, delivered_at,"
                    + " last_status, last_error";

    private final DatabaseClient database;
    private final WebhookSettings settings;

    DeliveryStore(DatabaseClient database, WebhookSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// A message that this gateway alone may send until its lease is over.
    record Claimed(String id, String tenant, String url, int attempt, byte[] body) {}

    /// Writes messages; those that are known stay as they are.
    Mono<Void> add(List<Message> messages) {
        return Flux.fromIterable(messages)
                .concatMap(
                        message ->
                                database.sql(
                                                """
                                                insert into webhook_delivery (id, tenant, subject, type, url, body, state, give_up_at)
                                                values ($1, $2, $3, $4, $5, $6, 'PENDING', now() + make_interval(secs => $7))
                                                on conflict (id) do nothing
                                                """)
                                        .bind(0, message.id())
                                        .bind(1, message.tenant())
                                        .bind(2, message.subject())
                                        .bind(3, message.type())
                                        .bind(4, message.url())
                                        .bind(5, message.body())
                                        .bind(6, seconds(settings.giveUpAfter()))
                                        .then())
                .then();
    }

    /// Takes messages that are due and that no other gateway is sending. A lease that runs out
    /// makes its message due again: its gateway has died, perhaps before it sent it.
    Mono<List<Claimed>> claim(int most, Duration lease) {
        return database.sql(
                        """
                        update webhook_delivery
                        set leased_until = now() + make_interval(secs => $2), attempts = attempts + 1
                        where id in (
                            select id from webhook_delivery
                            where state = 'PENDING' and next_at <= now()
                                and (leased_until is null or leased_until <= now())
                            order by next_at limit $1 for update skip locked)
                        returning id, tenant, url, attempts, body
                        """)
                .bind(0, most)
                .bind(1, seconds(lease))
                .map(
                        row ->
                                new Claimed(
                                        text(row, "id"),
                                        text(row, "tenant"),
                                        text(row, "url"),
                                        number(row, "attempts"),
                                        Objects.requireNonNull(row.get("body", byte[].class))))
                .all()
                .collectList();
    }

    /// The message has arrived.
    Mono<Void> arrived(Claimed message, int status) {
        return database.sql(
                        """
                        update webhook_delivery
                        set state = 'DELIVERED', delivered_at = now(), leased_until = null,
                            last_status = $3, last_error = null
                        where id = $1 and attempts = $2
                        """)
                .bind(0, message.id())
                .bind(1, message.attempt())
                .bind(2, status)
                .then();
    }

    /// The message has not arrived; it is tried again after the pause, unless it is too old by then.
    ///
    /// @param status that the receiver answered; null when it did not
    /// @param pause null when it is not to be tried again
    Mono<Void> failed(
            Claimed message, @Nullable Integer status, String error, @Nullable Duration pause) {
        GenericExecuteSpec update =
                database.sql(
                                """
                                update webhook_delivery
                                set next_at = now() + make_interval(secs => $3), leased_until = null,
                                    last_error = $4, last_status = $5,
                                    state = case when $6 or now() + make_interval(secs => $3) > give_up_at
                                        then 'GIVEN_UP' else 'PENDING' end
                                where id = $1 and attempts = $2
                                """)
                        .bind(0, message.id())
                        .bind(1, message.attempt())
                        .bind(2, pause == null ? 0.0 : seconds(pause))
                        .bind(3, error)
                        .bind(5, pause == null);
        return (status == null ? update.bindNull(4, Integer.class) : update.bind(4, status)).then();
    }

    /// Makes a message due at once, whatever became of it, with a whole time before it is given up.
    Mono<Delivery> again(String tenant, String id) {
        return database.sql(
                        """
                        update webhook_delivery
                        set state = 'PENDING', next_at = now(), leased_until = null,
                            give_up_at = now() + make_interval(secs => $3)
                        where id = $1 and tenant = $2
                        returning %s
                        """
                                .formatted(COLUMNS))
                .bind(0, id)
                .bind(1, tenant)
                .bind(2, seconds(settings.giveUpAfter()))
                .map(DeliveryStore::delivery)
                .one();
    }

    /// The tenant's messages, newest first.
    ///
    /// @param state null for all
    /// @param subject null for all
    Mono<List<Delivery>> list(
            String tenant, Delivery.@Nullable State state, @Nullable String subject, int limit) {
        return database.sql(
                        """
                        select %s from webhook_delivery
                        where tenant = $1 and ($2 = '' or state = $2) and ($3 = '' or subject = $3)
                        order by created_at desc, id desc limit $4
                        """
                                .formatted(COLUMNS))
                .bind(0, tenant)
                .bind(1, state == null ? "" : state.name())
                .bind(2, subject == null ? "" : subject)
                .bind(3, limit)
                .map(DeliveryStore::delivery)
                .all()
                .collectList();
    }

    /// Forgets what is past its retention.
    Mono<Void> forget() {
        return database.sql(
                        "delete from webhook_delivery where created_at < now() - make_interval(secs => $1)")
                .bind(0, seconds(settings.retention()))
                .then()
                .then(
                        database.sql(
                                        "delete from callback where created_at < now() - make_interval(secs => $1)")
                                .bind(0, seconds(settings.retention()))
                                .then());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Delivery delivery(Readable row) {
        Delivery.State state = Delivery.State.valueOf(text(row, "state"));
        return new Delivery(
                text(row, "id"),
                text(row, "tenant"),
                text(row, "subject"),
                text(row, "type"),
                text(row, "url"),
                state,
                number(row, "attempts"),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                state == Delivery.State.PENDING ? row.get("next_at", Instant.class) : null,
                row.get("delivered_at", Instant.class),
                row.get("last_status", Integer.class),
                row.get("last_error", String.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class));
    }
}
