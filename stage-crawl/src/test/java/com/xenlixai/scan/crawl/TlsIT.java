package com.xenlixai.scan.crawl;

import static com.xenlixai.scan.crawl.hostile.HostileServer.page;
import static com.xenlixai.scan.crawl.hostile.HostileServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.PageFetched;
import com.xenlixai.scan.crawl.fetch.Resolver;
import com.xenlixai.scan.crawl.hostile.HostileServer;
import com.xenlixai.scan.runtime.Failure;
import com.xenlixai.scan.runtime.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Group 27 of the hostile suite: what is wrong with a server's TLS is told exactly, and nothing is
/// trusted silently. The certificates are in `tls/servers.p12`: `good`, `expired` and `future` are
/// signed by `ca`, `stranger` by itself; made with `keytool -genkeypair -signer`.
class TlsIT {

    private static final char[] PASSWORD = "example".toCharArray();

    private static final Resolver LOOPBACK =
            (_, _) -> new Resolver.Resolution.Found(List.of(InetAddress.ofLiteral("127.0.0.1")));

    private static CrawlRig rig() throws GeneralSecurityException, IOException {
        return CrawlRig.start(
                LOOPBACK,
                trustingTheIssuer(),
                CrawlRig.settings(List.of("127.0.0.0/8"), Duration.ZERO));
    }

    private static HostileServer server() throws GeneralSecurityException, IOException {
        SSLContext context = presentingWhatIsAskedFor();
        return HostileServer.start(
                        "127.0.0.1",
                        accepted -> {
                            var socket =
                                    (SSLSocket)
                                            context.getSocketFactory()
                                                    .createSocket(
                                                            accepted,
                                                            null,
                                                            accepted.getPort(),
                                                            true);
                            socket.setUseClientMode(false);
                            return socket;
                        })
                .on("/robots.txt", status(404))
                .on("/", page("hello"));
    }

    @Test
    void aGoodCertificateIsToldWithItsProtocol() throws Exception {
        try (HostileServer server = server();
                CrawlRig rig = rig()) {
            PageFetched page = rig.page("https://good.shop.com:" + server.port() + "/");
            assertThat(page.getTlsProtocol()).isEqualTo("TLSv1.3");
            assertThat(page.getTimings().getTlsMillis()).isGreaterThanOrEqualTo(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "expired, The certificate has expired",
        "future, The certificate is not valid yet",
        "stranger, The certificate's issuer is not trusted",
        "other, The certificate is for another name"
    })
    void aBadCertificateEndsTheScanWithWhatIsWrongWithIt(String name, String message)
            throws Exception {
        try (HostileServer server = server();
                CrawlRig rig = rig()) {
            Outcome outcome = rig.scan("https://" + name + ".shop.com:" + server.port() + "/");
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Rejected.class,
                            it -> {
                                assertThat(it.failure().cause()).isEqualTo(Cause.TLS);
                                assertThat(it.failure().message()).startsWith(message);
                            });
            assertThat(server.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a version nobody uses, 15030100020246, TLS, TLS version or cipher",
        "no shared cipher, 15030300020228, TLS, TLS version or cipher",
        "an alert, 15030300020250, TLS, handshake failed",
        "plain text, 485454502f312e312034303020426164, TLS, does not speak TLS",
        "silence, '', TIMEOUT, handshake took too long"
    })
    void aServerThatDoesNotSpeakTlsAsItShouldIsToldSo(
            String what, String bytes, Cause cause, String message) throws Exception {
        byte[] answer = HexFormat.of().parseHex(bytes);
        try (HostileServer server = HostileServer.start("127.0.0.1", it -> answering(it, answer));
                CrawlRig rig = rig()) {
            Outcome outcome = rig.scan("https://good.shop.com:" + server.port() + "/");
            Failure failure =
                    switch (outcome) {
                        case Outcome.Rejected(Failure it) -> it;
                        case Outcome.Retry(Failure it, _) -> it;
                        case Outcome.Done _, Outcome.HandedOn _ ->
                                throw new AssertionError(what + " was trusted");
                    };
            assertThat(failure.cause()).as(what).isEqualTo(cause);
            assertThat(failure.message()).as(what).contains(message);
        }
    }

    /// Reads the client's hello and answers so; the server finds nothing left to read.
    private static Socket answering(Socket socket, byte[] answer) throws IOException {
        byte[] hello = new byte[16];
        if (socket.getInputStream().readNBytes(hello, 0, hello.length) > 0 && answer.length > 0) {
            socket.getOutputStream().write(answer);
            socket.getOutputStream().flush();
        }
        return socket;
    }

    private static KeyStore servers() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = TlsIT.class.getResourceAsStream("/tls/servers.p12")) {
            store.load(Objects.requireNonNull(file), PASSWORD);
        }
        return store;
    }

    private static SSLContext trustingTheIssuer() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", servers().getCertificate("ca"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static SSLContext presentingWhatIsAskedFor()
            throws GeneralSecurityException, IOException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(servers(), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {new ByName((X509KeyManager) managers.getKeyManagers()[0])},
                null,
                null);
        return context;
    }

    /// Presents the certificate of the name that the client asks for, else the good one.
    private static final class ByName extends X509ExtendedKeyManager {
        private final X509KeyManager keys;

        ByName(X509KeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            var session = (ExtendedSSLSession) ((SSLSocket) socket).getHandshakeSession();
            String asked =
                    session.getRequestedServerNames().stream()
                            .map(name -> new String(name.getEncoded(), StandardCharsets.US_ASCII))
                            .map(name -> name.split("\\.", 2)[0])
                            .findFirst()
                            .orElse("good");
            return keys.getPrivateKey(asked) == null ? "good" : asked;
        }

        @Override
        public String chooseEngineServerAlias(
                String keyType, Principal[] issuers, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return keys.getClientAliases(keyType, issuers);
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(keyTypes, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return keys.getServerAliases(keyType, issuers);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
