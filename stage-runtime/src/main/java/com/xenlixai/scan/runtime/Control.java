package com.xenlixai.scan.runtime;

import com.xenlixai.scan.contract.event.ControlKind;
import java.util.Optional;

/// What the gateway has said about scans that nobody wants any more.
@FunctionalInterface
interface Control {

    /// What was last said about a scan, a batch or a site, unless it may be forgotten already.
    Optional<ControlKind> of(String key);
}
