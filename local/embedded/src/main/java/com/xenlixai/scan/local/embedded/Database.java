package com.xenlixai.scan.local.embedded;

/// How to reach one database.
///
/// @param host name or address of the server
/// @param port its port
/// @param name the database
/// @param username who connects
/// @param password may be empty
public record Database(String host, int port, String name, String username, String password) {

    /// Without a scheme's driver: `postgresql://host:port/name`.
    public String url() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    /// For JDBC.
    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    /// For R2DBC.
    public String r2dbcUrl() {
        return "r2dbc:" + url();
    }
}
