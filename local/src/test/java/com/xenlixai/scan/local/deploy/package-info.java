/// What surrounds the pipeline when people run it: rules and alerts, dashboards, manifests, and the
/// pages that explain them. The dashboards are generated here; all of it is checked here, with the
/// real tools where they are at hand.
@NullMarked
package com.xenlixai.scan.local.deploy;

import org.jspecify.annotations.NullMarked;
