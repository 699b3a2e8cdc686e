package health.keyward.console.base;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.contract.abac.PolicyAct;
import health.keyward.contract.abac.PolicyMode;
import health.keyward.contract.abac.PolicySource;
import health.keyward.contract.approval.ProposalState;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.inactivity.InactivityAccountType;
import health.keyward.contract.inactivity.InactivityAct;
import health.keyward.contract.inactivity.InactivityCause;
import health.keyward.contract.inactivity.InactivityExemptionKind;
import health.keyward.contract.inactivity.InactivityHeld;
import health.keyward.contract.inactivity.InactivityItemState;
import health.keyward.contract.inactivity.InactivityRunKind;
import health.keyward.contract.inactivity.InactivityRunState;
import health.keyward.contract.inactivity.InactivityStep;
import health.keyward.contract.review.ReviewAdvance;
import health.keyward.contract.review.ReviewCampaignState;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewHolding;
import health.keyward.contract.review.ReviewItemKind;
import health.keyward.contract.review.ReviewItemState;
import health.keyward.contract.review.ReviewMicroCause;
import health.keyward.contract.review.ReviewNoAnswer;
import health.keyward.contract.review.ReviewOriginKind;
import health.keyward.contract.review.ReviewReviewerKind;
import health.keyward.contract.review.ReviewRisk;
import health.keyward.contract.review.ReviewTruth;
import health.keyward.contract.stepup.EnrolmentState;
import health.keyward.contract.stepup.FactorHeld;
import health.keyward.contract.stepup.MetadataSource;
import health.keyward.contract.stepup.ModelAct;
import health.keyward.contract.stepup.ModelShow;
import health.keyward.contract.stepup.ModelUse;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TranslationsTest {
    private static final Pattern SAID = Pattern.compile(
            "(?:say|fact|id|number|state|button|item|picker|linkWords|tag)\\([^;]*?\"([a-z]+(?:\\.[a-zA-Z_-]+)+)\"");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

    private final Properties english = read("translations.properties");
    private final Properties spanish = read("translations_es.properties");

    private static Properties read(String file) {
        var all = new Properties();
        try (var in = TranslationsTest.class.getResourceAsStream("/vaadin-i18n/" + file)) {
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    @Test
    void both_languages_know_the_same_keys() {
        assertThat(new TreeSet<>(spanish.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
    }

    @Test
    void every_text_is_a_valid_pattern_with_the_same_places_in_both_languages() {
        for (var key : english.stringPropertyNames()) {
            assertThat(places(english.getProperty(key))).as(key).isEqualTo(places(spanish.getProperty(key)));
            assertThat(new MessageFormat(english.getProperty(key), Locale.ENGLISH))
                    .as(key)
                    .isNotNull();
            assertThat(new MessageFormat(spanish.getProperty(key), Locale.of("es")))
                    .as(key)
                    .isNotNull();
            assertThat(english.getProperty(key) + spanish.getProperty(key))
                    .as(key)
                    .doesNotContain("'")
                    .isNotBlank();
        }
    }

    @Test
    void every_word_of_the_contract_has_a_name() {
        for (var type : Set.of(
                Outcome.class,
                Cause.class,
                EventKind.class,
                Method.class,
                ProposalState.class,
                EnrolmentState.class,
                ModelUse.class,
                ModelAct.class,
                ModelShow.class,
                MetadataSource.class,
                FactorHeld.class,
                InactivityStep.class,
                InactivityCause.class,
                InactivityAct.class,
                InactivityHeld.class,
                InactivityAccountType.class,
                InactivityItemState.class,
                InactivityRunKind.class,
                InactivityExemptionKind.class,
                InactivityRunState.class,
                ReviewAdvance.class,
                ReviewCampaignState.class,
                ReviewDecision.class,
                ReviewEffect.class,
                ReviewHolding.class,
                ReviewItemKind.class,
                ReviewItemState.class,
                ReviewMicroCause.class,
                ReviewNoAnswer.class,
                ReviewOriginKind.class,
                ReviewReviewerKind.class,
                ReviewRisk.class,
                ReviewTruth.class,
                PolicyAct.class,
                PolicyMode.class,
                PolicySource.class,
                TimeRange.Last.class)) {
            for (var value : type.getEnumConstants()) {
                assertThat(english)
                        .containsKey(type.getSimpleName().toLowerCase(Locale.ROOT) + "." + ((Enum<?>) value).name());
            }
        }
        for (var kind : EventKind.values()) {
            assertThat(english).containsKey("happened." + kind.name());
        }
        for (var last : TimeRange.Last.values()) {
            assertThat(english).containsKey("range." + last.name());
        }
    }

    @Test
    void every_key_the_code_says_is_translated() throws IOException {
        var missing = new TreeSet<String>();
        var seen = new HashSet<String>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                var matcher = SAID.matcher(Files.readString(file));
                while (matcher.find()) {
                    seen.add(matcher.group(1));
                    if (!english.containsKey(matcher.group(1))) {
                        missing.add(matcher.group(1));
                    }
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    private static Set<String> places(String text) {
        var found = new TreeSet<String>();
        var matcher = PLACE.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
