package com.xenlixai.scan.crawl.fetch;

import com.xenlixai.scan.contract.event.HeaderLine;
import com.xenlixai.scan.contract.event.Truncation;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fetches nothing but answers by a script, behind the real guard: what it is asked and would have
/// connected to is what the real fetcher would.
public final class ScriptedFetcher implements Fetcher {

    private final AddressGuard guard;
    private final Map<String, String> redirects;
    private final List<InetAddress> connected = new ArrayList<>();

    /// @param redirects where each of these URLs leads; any other one is a page
    public ScriptedFetcher(AddressGuard guard, Map<String, String> redirects) {
        this.guard = guard;
        this.redirects = Map.copyOf(redirects);
    }

    @Override
    public Fetched fetch(FetchRequest request) throws InterruptedException {
        return switch (guard.admit(request.url(), request.deadline())) {
            case AddressGuard.Admission.Refused(Problem problem) ->
                    new Fetched.Failed(problem, null, Phases.NONE);
            case AddressGuard.Admission.Admitted(List<InetAddress> addresses) -> {
                connected.add(addresses.getFirst());
                yield answer(request.url().text(), addresses.getFirst());
            }
        };
    }

    private Fetched answer(String url, InetAddress address) {
        Optional<String> location = Optional.ofNullable(redirects.get(url));
        boolean file = url.endsWith(".txt") || url.endsWith(".xml");
        int status = location.isPresent() ? 302 : file ? 404 : 200;
        List<HeaderLine> headers =
                location.map(to -> List.of(new HeaderLine("Location", to)))
                        .orElse(List.of(new HeaderLine("Content-Type", "text/html")));
        byte[] body = "<!doctype html><p>page".getBytes(StandardCharsets.US_ASCII);
        return new Fetched.Answer(
                status,
                headers,
                status == 200 ? body : new byte[0],
                Truncation.NONE,
                "HTTP/1.1",
                address,
                null,
                Phases.NONE);
    }

    /// Every address that would have been connected to.
    public List<InetAddress> connected() {
        return List.copyOf(connected);
    }
}
