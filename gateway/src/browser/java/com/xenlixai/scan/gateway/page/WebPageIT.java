package com.xenlixai.scan.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.xenlixai.scan.contract.event.Cause;
import com.xenlixai.scan.contract.event.ScanOrder;
import com.xenlixai.scan.contract.event.Stage;
import com.xenlixai.scan.contract.event.TeaserReport;
import com.xenlixai.scan.gateway.TestGateway;
import com.xenlixai.scan.gateway.report.SampleReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The web page in Chromium: a scan watched to its end, a hostile page, the pipeline, two widths,
/// both colour schemes, the keyboard alone.
class WebPageIT {

    private static final String HOSTILE =
            "</script><script>window.pwned=1</script><img src=x onerror='window.pwned=2'>"
                    + "<svg onload='window.pwned=3'>\"'`${7*7}{{7*7}}\u202Egnp.\u2028javascript:window.pwned=4";
    private static final double SLOW = 30_000;

    private static TestGateway gateway;
    private static SimulatedStages stages;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start("xenlix.pipeline.interval=1s");
        stages = new SimulatedStages(gateway.kafka().bootstrapServers());
        PlaywrightAssertions.setDefaultAssertionTimeout(SLOW);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(
                                                Path.of(
                                                        System.getProperty(
                                                                "xenlix.chromium",
                                                                "/usr/bin/chromium")))
                                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stop() {
        browser.close();
        playwright.close();
        stages.close();
        gateway.close();
    }

    @BeforeEach
    void open() {
        open(1200, ColorScheme.LIGHT);
    }

    private void open(int width, ColorScheme scheme) {
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(gateway.uri("").toString())
                                .setViewportSize(width, 900)
                                .setColorScheme(scheme));
        page = context.newPage();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") && !message.text().contains("status of 4")) {
                        complaints.add(message.text());
                    }
                });
        page.onPageError(complaints::add);
        page.onDialog(
                dialog -> {
                    complaints.add("dialog: " + dialog.message());
                    dialog.dismiss();
                });
        page.onRequest(
                request -> {
                    if (!request.url().startsWith(gateway.uri("").toString())
                            && !request.url().startsWith("data:")
                            && !request.url().startsWith("blob:")) {
                        complaints.add("request: " + request.url());
                    }
                });
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(complaints).isEmpty();
        context.close();
    }

    private void reopen(int width, ColorScheme scheme) {
        context.close();
        open(width, scheme);
    }

    /// Orders a scan in the page, and tells its id.
    private String order(String url) {
        page.navigate("/");
        page.getByLabel("Address of the page").fill(url);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan the page")).click();
        page.waitForURL("**/#/scan/*");
        return page.url().substring(page.url().lastIndexOf('/') + 1);
    }

    private void shows(String text) {
        assertThat(page.locator("main")).containsText(text);
    }

    private static void finish(String id, Stage... all) throws Exception {
        for (Stage stage : all) {
            stages.begin(id, stage);
            stages.finish(id, stage);
        }
    }

    private void complete(String id, String title) throws Exception {
        finish(id, Stage.CRAWL, Stage.PARSE, Stage.ANALYZE);
        stages.report(id, TeaserReport.newBuilder(SampleReports.teaser(id)).setTitle(title).build());
        finish(id, Stage.GENERATE);
        stages.report(
                id,
                SampleReports.report(
                        ScanOrder.newBuilder(SampleReports.order(id)).build(), title));
    }

    private void screenshot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "screenshots", name + ".png"))
                        .setFullPage(true));
    }

    private void fitsItsWidth() {
        assertThat((Boolean) page.evaluate(
                        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
    }

    @Test
    void scanIsWatchedFromItsOrderToItsReport() throws Exception {
        String id = order("https://bakery.example.com/sourdough");
        assertThat(page.locator(".stages li")).hasCount(4);

        stages.begin(id, Stage.CRAWL);
        assertThat(page.locator(".stages .RUNNING")).containsText("Fetch");
        stages.finish(id, Stage.CRAWL);
        assertThat(page.locator(".stages .DONE")).containsText("Fetch");
        stages.begin(id, Stage.PARSE);
        stages.finish(id, Stage.PARSE);
        stages.begin(id, Stage.ANALYZE);
        stages.report(id, SampleReports.teaser(id));
        shows("The gravest findings");
        shows("The page has no description");
        stages.finish(id, Stage.ANALYZE);
        finish(id, Stage.GENERATE);
        stages.report(id, SampleReports.report(id));

        shows("full ready");
        shows("What to do first");
        shows("rye starter");
        shows("Disallow: /");
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The report is ready");
        page.locator(".finding summary").first().click();
        assertThat(page.locator(".finding pre").first()).containsText("<img src=\"/loaf.jpg\">");
        screenshot("report-wide");
    }

    @Test
    void whatAHostilePageSaysStaysText() throws Exception {
        String id = order("https://hostile.example.com/");
        complete(id, HOSTILE);

        shows("full ready");
        assertThat(page.locator(".snippet .headline")).containsText("<script>window.pwned=1</script>");
        assertThat(page.evaluate("window.pwned")).isNull();
        assertThat(page.locator("main script, main img, main svg[onload]")).hasCount(0);

        page.navigate("/api/v1/scan-jobs/" + id + "/full");
        assertThat(page.locator("h1")).containsText("<script>window.pwned=1</script>");
        assertThat(page.evaluate("window.pwned")).isNull();
        screenshot("printable-wide");
    }

    @Test
    void failedScanSaysWhy() throws Exception {
        String id = order("https://gone.example.com/");
        stages.begin(id, Stage.CRAWL);
        stages.fail(id, Stage.CRAWL, Cause.DNS, "The name does not exist.");

        shows("DNS: The name does not exist.");
        assertThat(page.locator(".stages .FAILED")).containsText("Fetch");
    }

    @Test
    void refusedAddressIsToldBesideTheField() {
        page.navigate("/");
        page.getByLabel("Address of the page").fill("http://127.0.0.1/");
        page.keyboard().press("Enter");

        assertThat(page.locator("#order-problem")).containsText("url");
        assertThat(page.getByLabel("Address of the page")).isFocused();
        assertThat(page.getByLabel("Address of the page")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void keyboardAloneReachesEverything() throws Exception {
        page.navigate("/");
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            page.keyboard().press("Tab");
            reached.add((String) page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"));
        }

        assertThat(reached).contains("Skip to the content", "Batches", "Pipeline", "API", "url", "Scan the page");
        page.getByLabel("Address of the page").focus();
        page.keyboard().type("https://keys.example.com/");
        page.keyboard().press("Enter");
        page.waitForURL("**/#/scan/*");
        assertThat(page.locator("#main")).isFocused();
    }

    @Test
    void pipelineShowsTheStageThatNobodyRuns() {
        order("https://waiting.example.com/");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pipeline")).click();

        assertThat(page.locator(".tiles .stalled"))
                .containsText("nobody is there to do it", new LocatorAssertions.ContainsTextOptions());
        assertThat(page.locator("svg.curve")).isVisible();
        shows("scan-crawl-interactive");
        screenshot("pipeline-wide");
    }

    @Test
    void phoneWidthAndDarkSchemeFit() throws Exception {
        reopen(360, ColorScheme.DARK);
        page.navigate("/");
        fitsItsWidth();
        screenshot("start-narrow");
        String id = order("https://phone.example.com/");
        complete(id, "A very-long-title-without-any-space-" + "x".repeat(120));
        shows("full ready");
        shows("What to do first");
        fitsItsWidth();
        screenshot("report-narrow");
        page.navigate("/#/pipeline");
        assertThat(page.locator("svg.curve")).isVisible();
        fitsItsWidth();
        screenshot("pipeline-narrow");
        page.navigate("/#/batches");
        shows("Batches");
        fitsItsWidth();
    }

    @Test
    void documentationOfTheApiIsShownFromTheGatewayItself() {
        page.navigate("/docs");

        assertThat(page.locator("#api")).containsText("/api/v1/scan-jobs/{scanId}/status");
        screenshot("docs-wide");
    }

    @Test
    void batchIsWatchedFilteredAndTakenAlong() throws Exception {
        page.navigate("/#/batches");
        page.getByLabel("Addresses, one a line")
                .fill("https://one.example.com/\nhttps://two.example.com/\nno address\n");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan them all")).click();
        page.waitForURL("**/#/batches/*");
        String batchId = page.url().substring(page.url().lastIndexOf('/') + 1);
        shows("0 % of 2");
        shows("1 line was not accepted");
        assertThat(page.locator(".list li")).hasCount(2);
        JsonNode jobs =
                JsonMapper.builder()
                        .build()
                        .readTree(gateway.get("/api/v1/scan-jobs?batchId=" + batchId).body())
                        .get("jobs");

        String failing = jobs.get(0).get("scanId").stringValue();
        stages.begin(failing, Stage.CRAWL);
        stages.fail(failing, Stage.CRAWL, Cause.HTTP_4XX, "The server answered 404.");

        shows("50 % of 2");
        assertThat(page.locator(".bars dt")).containsText("HTTP_4XX");
        page.getByLabel("Show").selectOption("FAILED");
        assertThat(page.locator(".list li")).hasCount(1);
        fitsItsWidth();
        screenshot("batch-wide");
        Download results =
                page.waitForDownload(
                        () ->
                                page.getByRole(
                                                AriaRole.BUTTON,
                                                new Page.GetByRoleOptions()
                                                        .setName("Results as CSV"))
                                        .click());
        assertThat(Files.readString(results.path())).contains("HTTP_4XX").contains(failing);
    }
}
