package health.keyward.themes;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Letters as they arrive: the templates with the words of each language, filled in as Keycloak does it. Left in {@code target/mails}, to be looked at. */
class NoticeMailTest {
    private static final Path MAIL = Path.of("src/main/resources/theme/keyward/email");
    private static final Path KEPT = Path.of("target/mails");
    private static final String SUBJECT = "keywardNoticeSubject.";
    private static final String CONSOLE = "https://console.hospital.example/";
    private static final String REFERENCE = "7c1e5a90-0000-4000-8000-000000000001";
    private static final String CAMPAIGN = "20000000-0000-4000-8000-000000000002";

    @ParameterizedTest
    @MethodSource("letters")
    void every_notice_can_be_written_in_every_language(String language, String topic) throws Exception {
        Properties words = words(language);
        String html = written("html", language, topic, facts(topic));
        String text = written("text", language, topic, facts(topic));
        Files.createDirectories(KEPT);
        Files.writeString(KEPT.resolve(topic + "-" + language + ".html"), html);
        assertThat(html)
                .contains("<html lang=\"" + language + "\"", REFERENCE)
                .contains(plain(words, "keywardNoticeText." + topic)
                        .replace("'", "&#39;")
                        .replace("\"", "&quot;"))
                .doesNotContain("keywardNotice", "keywardMail", "${");
        assertThat(text)
                .contains(plain(words, "keywardNoticeText." + topic), REFERENCE)
                .doesNotContain("keywardNotice", "keywardMail", "<p>", "&#");
    }

    @ParameterizedTest
    @CsvSource({
        "review-open, access/my-reviews",
        "review-halted, access/reviews/" + CAMPAIGN,
        "review-sign-off, access/reviews/" + CAMPAIGN,
        "review-drifted, access/reviews/" + CAMPAIGN,
        "review-ends-soon, access/reviews/" + CAMPAIGN,
        "review-ended-by-hand, access/reviews/" + CAMPAIGN,
        "review-not-started, access/reviews/" + CAMPAIGN,
        "review-many-moves, access/reviews",
        "review-many-events, access/reviews",
        "review-unanswered, access/reviews/" + CAMPAIGN,
    })
    void a_letter_about_a_review_leads_to_the_page_where_something_can_be_done(String topic, String page)
            throws Exception {
        assertThat(written("html", "en", topic, facts(topic))).contains("href=\"" + CONSOLE + page + "\"");
        assertThat(written("text", "es", topic, facts(topic)).lines())
                .anyMatch(line -> line.endsWith(" " + CONSOLE + page));
    }

    static Stream<Arguments> letters() throws IOException {
        return words("en").stringPropertyNames().stream()
                .filter(key -> key.startsWith(SUBJECT))
                .map(key -> key.substring(SUBJECT.length()))
                .sorted()
                .flatMap(topic -> Stream.of("en", "es").map(language -> Arguments.of(language, topic)));
    }

    /** Those that the room tells with this topic, or that its link needs. */
    private static Map<String, String> facts(String topic) {
        return new TreeMap<>(
                switch (topic) {
                    case "review-open" -> Map.of("items", "12", "due", "2026-03-09");
                    case "review-drifted" -> Map.of("campaign", CAMPAIGN, "rights", "2");
                    case "review-ends-soon" -> Map.of("campaign", CAMPAIGN, "rights", "3", "due", "2026-04-01");
                    case "review-unanswered" -> Map.of("campaign", CAMPAIGN, "items", "12");
                    case "review-many-moves", "review-many-events" -> Map.of("number", "51");
                    default ->
                        topic.startsWith("review-")
                                ? Map.of("campaign", CAMPAIGN)
                                : Map.of("grant", "ab".repeat(16), "due", "2026-03-09");
                });
    }

    private static String written(String form, String language, String topic, Map<String, String> facts)
            throws IOException, TemplateException {
        Configuration templates = new Configuration(Configuration.VERSION_2_3_32);
        templates.setOutputFormat(HTMLOutputFormat.INSTANCE);
        templates.setDirectoryForTemplateLoading(MAIL.resolve(form).toFile());
        Properties words = words(language);
        TemplateMethodModelEx msg = asked -> plain(words, asked.getFirst().toString());
        Map<String, Object> known = new HashMap<>();
        known.put("msg", msg);
        known.put("topic", topic);
        known.put("facts", facts);
        known.put("console", CONSOLE);
        known.put("reference", REFERENCE);
        known.put("properties", Map.of("hospitalName", "General Hospital", "accent", "teal"));
        known.put("realmName", "hospital");
        known.put("locale", Locale.of(language));
        known.put("ltr", true);
        StringWriter out = new StringWriter();
        templates.getTemplate("keyward-notice.ftl", "UTF-8").process(known, out);
        return out.toString();
    }

    private static String plain(Properties words, String key) {
        return words.containsKey(key) ? new MessageFormat(words.getProperty(key)).format(new Object[0]) : key;
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(MAIL.resolve("messages/messages_" + language + ".properties"))) {
            words.load(in);
        }
        return words;
    }
}
