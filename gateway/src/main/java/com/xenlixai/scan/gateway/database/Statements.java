package com.xenlixai.scan.gateway.database;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL's error codes mean for whoever sent the statement.
public final class Statements {

    private static final Set<String> REFUSALS = Set.of("22", "23", "42");
    // check_violation: what PostgreSQL says of a row that no partition takes.
    private static final String NO_PARTITION = "23514";

    private Statements() {}

    /// Whether the database refuses these very values or this statement, so that sending them
    /// again cannot help: SQLSTATE classes 22 (data), 23 (integrity) and 42 (syntax, names).
    /// Everything else is an outage that passes, also a missing partition: it is made anew.
    public static boolean isRefused(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException refusal && refusal.getSqlState() != null) {
                String state = refusal.getSqlState();
                return !state.equals(NO_PARTITION) && REFUSALS.contains(state.substring(0, 2));
            }
        }
        return false;
    }

    /// `($1, $2, …), ($n, …)`: placeholders for some rows of some values each.
    ///
    /// @param types PostgreSQL's types of a row's values, which an untyped null would not tell
    public static String rows(int rows, String... types) {
        var sql = new StringBuilder();
        int next = 1;
        for (int row = 0; row < rows; row++) {
            sql.append(row == 0 ? "(" : ", (");
            for (int column = 0; column < types.length; column++) {
                sql.append(column == 0 ? "$" : ", $").append(next++).append("::");
                sql.append(types[column]);
            }
            sql.append(')');
        }
        return sql.toString();
    }
}
