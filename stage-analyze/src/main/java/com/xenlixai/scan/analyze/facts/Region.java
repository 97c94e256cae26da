package com.xenlixai.scan.analyze.facts;

/// Where on the page something stands.
///
/// @param main inside the main landmark, or an article where there is no main
/// @param boilerplate inside nav, aside, footer or the page's header
/// @param header inside a header element
/// @param hidden not shown
/// @param exposed whether assistive technology gets to it: not hidden from all, nor aria-hidden
public record Region(
        boolean main, boolean boilerplate, boolean header, boolean hidden, boolean exposed) {}
