package com.xenlixai.scan.gateway.sitemap;

/// What a sitemap file lists.
sealed interface Entry {

    /// As it stands there, without white space around it.
    String location();

    /// A page.
    record Page(String location) implements Entry {}

    /// Another sitemap.
    record Child(String location) implements Entry {}
}
