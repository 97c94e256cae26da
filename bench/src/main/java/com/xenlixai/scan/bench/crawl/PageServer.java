package com.xenlixai.scan.bench.crawl;

import com.xenlixai.scan.bench.farm.SiteFarm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A web server that costs next to nothing: the same 50 KB page from all hosts, written at once.
/// A process of its own, so that its CPU time is not the crawler's. Arguments: hosts, port; they are
/// 127.0.0.1, 127.0.0.2 …. `/hold…` keeps the last byte back for a while; robots.txt, sitemap and
/// llms.txt are not there.
public final class PageServer {

    static final int PAGE_BYTES = 50 * 1024;

    private static final int BACKLOG = 4_096;
    private static final int HOLD_MILLIS = 4_000;
    private static final int LONGEST_HEAD = 8_192;

    private final byte[] page;
    private final byte[] absent =
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private PageServer() {
        byte[] body = SiteFarm.article(1, PAGE_BYTES).getBytes(StandardCharsets.UTF_8);
        byte[] head =
                ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        page = new byte[head.length + body.length];
        System.arraycopy(head, 0, page, 0, head.length);
        System.arraycopy(body, 0, page, head.length, body.length);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int hosts = Integer.parseInt(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        var server = new PageServer();
        for (int host = 1; host <= hosts; host++) {
            var listener = new ServerSocket();
            byte[] address = {127, 0, 0, (byte) host};
            listener.bind(new InetSocketAddress(InetAddress.getByAddress(address), port), BACKLOG);
            Thread.ofPlatform().name("accept-" + host).start(() -> server.accept(listener));
        }
        Thread.currentThread().join();
    }

    private void accept(ServerSocket listener) {
        try (listener) {
            while (true) {
                Socket socket = listener.accept();
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException e) {
            System.err.println("a host stops: " + e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] head = new byte[LONGEST_HEAD];
            int length = 0;
            while (true) {
                int read = in.read(head, length, head.length - length);
                if (read <= 0) {
                    return;
                }
                length += read;
                if (endsHead(head, length)) {
                    answer(head, out);
                    length = 0;
                }
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean endsHead(byte[] head, int length) {
        return length >= 4
                && head[length - 4] == '\r'
                && head[length - 3] == '\n'
                && head[length - 2] == '\r'
                && head[length - 1] == '\n';
    }

    /// By the first letter of the path, which is the fifth byte after `GET /`.
    private void answer(byte[] head, OutputStream out) throws IOException, InterruptedException {
        switch (head[5]) {
            case 'r', 's', 'l' -> out.write(absent);
            case 'h' -> {
                out.write(page, 0, page.length - 1);
                Thread.sleep(HOLD_MILLIS);
                out.write(page, page.length - 1, 1);
            }
            default -> out.write(page);
        }
    }
}
