package com.xenlixai.scan.crawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.xenlixai.scan.contract.url.AddressPolicy;
import com.xenlixai.scan.contract.url.Network;
import com.xenlixai.scan.crawl.fetch.Resolver.Resolution;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedSocketTest {

    private ServerSocket server;
    private GuardedSocket socket;
    private Socket accepted;
    private InputStream input;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AddressPolicy loopback = new AddressPolicy(List.of(Network.parse("127.0.0.0/8")));
        socket = new GuardedSocket(new AddressGuard(loopback, (_, _) -> new Resolution.Unknown()));
        socket.connect(server.getLocalSocketAddress());
        accepted = server.accept();
        input = socket.getInputStream();
    }

    @AfterEach
    void close() throws IOException {
        accepted.close();
        socket.close();
        server.close();
    }

    @Test
    void aLookFindsNothingWithoutWaiting() throws IOException {
        socket.setSoTimeout(GuardedSocket.LOOK.toMillisecondsIntBound());
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> input.read(new byte[10]))
                .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
    }

    @Test
    void aLookFindsWhatIsThere() throws IOException {
        accepted.getOutputStream().write('x');
        socket.setSoTimeout(10_000);
        assertThat(input.read(new byte[1])).isOne();
        accepted.getOutputStream().write(new byte[] {'y', 'z'});
        assertThat(input.read(new byte[1])).isOne();
        socket.setSoTimeout(GuardedSocket.LOOK.toMillisecondsIntBound());
        assertThat(input.read(new byte[10])).isOne();
    }

    /// The pool asks that way whether a connection is still of use.
    @Test
    void whoWaitsForAMillisecondLearnsThatTheServerHasGone() throws IOException {
        accepted.close();
        socket.setSoTimeout(10_000);
        assertThat(input.read(new byte[1])).isNegative();
        socket.setSoTimeout(1);
        assertThat(input.read(new byte[10])).isNegative();
    }
}
