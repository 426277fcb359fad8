package io.github.instructorspring.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
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
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
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
				"--user-data-dir=" + profile);
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
		await().until(ExpectedConditions.textToBePresentInElementLocated(By.id("user-result"), "Grace Hopper"));
		assertThat(browser.findElement(By.id("user-result")).getText()).contains("85", "grace@example.org");
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
