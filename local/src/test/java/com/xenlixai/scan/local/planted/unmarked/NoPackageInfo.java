package com.xenlixai.scan.local.planted.unmarked;

/// Lies in a package without `@NullMarked`, of a part that is not in the table.
public class NoPackageInfo {}
