package com.xenlixai.scan.local.embedded;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Closes what the tests shared. JUnit finds this class as a service and makes it itself.
public final class AfterTheLastTest implements LauncherSessionListener {

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        SharedByTests.closeAll();
    }
}
