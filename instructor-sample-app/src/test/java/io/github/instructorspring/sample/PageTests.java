package io.github.instructorspring.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The page in a real browser. Needs Chromium; skipped where it is absent, unless
 * {@code instructor.test.skip-when-absent} is {@code false}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT, properties = "sample.stand-in.delta-delay=60ms")
@ActiveProfiles(SampleApplication.STAND_IN_PROFILE)
class PageTests {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	@TempDir
	private static Path profile;

	private static ChromeDriver browser;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void port(DynamicPropertyRegistry registry) {
		int free = TestSocketUtils.findAvailableTcpPort();
		registry.add("server.port", () -> free);
	}

	@BeforeAll
	static void startBrowser() {
		boolean mayBeAbsent = Boolean.parseBoolean(System.getProperty("instructor.test.skip-when-absent", "true"));
		assumeTrue(!mayBeAbsent || (Files.exists(CHROMIUM) && Files.exists(DRIVER)),
				"Chromium is not installed: apt-get install chromium chromium-driver");
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--window-size=1400,1000", "--user-data-dir=" + profile);
		browser = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build(),
				options);
	}

	@AfterAll
	static void stopBrowser() {
		if (browser != null) {
			browser.quit();
		}
	}

	@Test
	void visitorTypesATextAndSeesTheUserThatItSpeaksOf() {
		open();
		type("user-text", "Grace Hopper, 85, writes from grace@example.org");
		browser.findElement(By.id("user-send")).click();
		await().until(ExpectedConditions.attributeToBe(By.id("user-result"), "data-state", "validated"));
		assertThat(browser.findElement(By.id("user-result")).getText()).contains("Grace Hopper", "85",
				"grace@example.org");
	}

	@Test
	void visitorSeesWhyATextGivesNoUser() {
		open();
		type("user-text", "nothing to see here");
		browser.findElement(By.id("user-send")).click();
		await().until(ExpectedConditions.textToBePresentInElementLocated(By.id("user-error"), "name"));
		assertThat(browser.findElement(By.id("user-error")).getText()).contains("No acceptable answer",
				"must not be blank");
	}

	@Test
	void visitorClassifiesATicketAndReadsThatNoModelIsAtWork() {
		open();
		await().until(ExpectedConditions.textToBePresentInElementLocated(By.id("model-note"), "no language model"));
		type("ticket-text", "The app crashes when I log in. Please escalate to the platform team.");
		browser.findElement(By.id("ticket-send")).click();
		await().until(ExpectedConditions.textToBePresentInElementLocated(By.id("ticket-result"), "TECHNICAL"));
	}

	@Test
	void visitorSeesATextGrowBeforeItIsFinished() {
		open();
		type("user-text", "Grace Hopper, 85, writes from grace@example.org");
		record("user-result", "[data-field=name] .value");
		browser.findElement(By.id("user-send")).click();
		await().until(ExpectedConditions.attributeToBe(By.id("user-result"), "data-state", "validated"));
		assertThat(recorded()).contains("Grace Hopper")
			.anyMatch((text) -> !text.isEmpty() && text.length() < "Grace Hopper".length())
			.allMatch("Grace Hopper"::startsWith);
		assertThat(browser.findElement(By.cssSelector("#user-result [data-field=age] .value")).getText())
			.isEqualTo("85");
		photograph("user");
	}

	@Test
	void visitorSeesTheItemsOfAListOneByOne() {
		open();
		record("actions-result", "li");
		browser.findElement(By.id("actions-send")).click();
		await().until(ExpectedConditions.attributeToBe(By.id("actions-result"), "data-state", "validated"));
		assertThat(recordedCounts()).containsSubsequence(1L, 2L, 3L);
		assertThat(browser.findElements(By.cssSelector("#actions-result li"))).hasSize(3)
			.extracting(WebElement::getText)
			.first()
			.asString()
			.contains("Ada Lovelace", "2026-12-04");
		assertThat(browser.findElement(By.cssSelector("#actions-result")).getDomAttribute("aria-busy"))
			.isEqualTo("false");
		photograph("actions");
	}

	@Test
	void visitorReadsThatAnAnswerWasRejectedAndThenTheRightOne() {
		open();
		browser.findElement(By.xpath("//button[.='Asked again']")).click();
		record("user-result", "[data-field=age] .value");
		browser.findElement(By.id("user-send")).click();
		await().until(ExpectedConditions.attributeToBe(By.id("user-result"), "data-state", "validated"));
		assertThat(recorded()).containsSubsequence("900", "85");
	}

	@Test
	void visitorStopsAnAnswer() {
		open();
		type("ticket-text", "The app crashes. " + "It does so every day. ".repeat(200));
		browser.findElement(By.id("ticket-send")).click();
		await().until(ExpectedConditions.presenceOfElementLocated(By.cssSelector("#ticket-result dl")));
		browser.findElement(By.cssSelector("form[data-prefix=ticket] .stop")).click();
		await().until(ExpectedConditions.textToBePresentInElementLocated(By.id("ticket-error"), "Stopped"));
		assertThat(browser.findElement(By.id("ticket-send")).isEnabled()).isTrue();
	}

	@Test
	void nothingOnThePageWentWrong() {
		open();
		await().until(ExpectedConditions.textToBePresentInElementLocated(By.id("model-note"), "no language model"));
		assertThat(browser.manage().logs().get(LogType.BROWSER)).isEmpty();
	}

	/**
	 * Have the page write down what it shows, change by change.
	 */
	private static void record(String id, String selector) {
		browser.executeScript("""
				const [id, selector] = arguments;
				window.recorded = [];
				window.counts = [];
				const target = document.getElementById(id);
				new MutationObserver(() => {
				  const found = target.querySelectorAll(selector);
				  window.counts.push(found.length);
				  if (found.length > 0) {
				    window.recorded.push(found[0].textContent);
				  }
				}).observe(target, { childList: true, characterData: true, subtree: true });
				""", id, selector);
	}

	@SuppressWarnings("unchecked")
	private static List<String> recorded() {
		return (List<String>) Objects.requireNonNull(browser.executeScript("return window.recorded"));
	}

	@SuppressWarnings("unchecked")
	private static List<Long> recordedCounts() {
		return (List<Long>) Objects.requireNonNull(browser.executeScript("return window.counts"));
	}

	private static void photograph(String name) {
		try {
			Files.write(Path.of("target", "page-" + name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void open() {
		browser.get("http://127.0.0.1:" + this.port + "/");
	}

	private static void type(String id, String text) {
		WebElement area = browser.findElement(By.id(id));
		area.clear();
		area.sendKeys(text);
	}

	private static WebDriverWait await() {
		return new WebDriverWait(browser, Duration.ofSeconds(20));
	}

}
