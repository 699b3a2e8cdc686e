package health.keyward.local.apply;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one login page wants.
 *
 * @param action where its form goes
 * @param error what it complains about, empty when about nothing
 * @param message its text in short, for people
 */
record LoginPage(Question asks, String action, String error, String message) {

    enum Question {
        PASSWORD("user name or password was not accepted"),
        ONE_TIME_CODE("the one-time code was not accepted"),
        SOMETHING_ELSE("the page is not known");

        private final String refused;

        Question(String refused) {
            this.refused = refused;
        }

        /** What it means when the same question comes again. */
        String refused() {
            return refused;
        }
    }

    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern ERROR =
            Pattern.compile("(?s)(?:id=\"input-error[^\"]*\"|class=\"[^\"]*kc-feedback-text[^\"]*\")[^>]*>(.*?)</");
    private static final Pattern TITLE = Pattern.compile("(?s)id=\"kc-page-title\"[^>]*>(.*?)</h1>");

    static LoginPage read(String html) {
        Question asks = Question.SOMETHING_ELSE;
        if (html.contains("name=\"password\"")) {
            asks = Question.PASSWORD;
        } else if (html.contains("name=\"otp\"")) {
            asks = Question.ONE_TIME_CODE;
        }
        Optional<String> action = first(ACTION, html).map(text -> text.replace("&amp;", "&"));
        String error = first(ERROR, html).map(LoginPage::plain).orElse("");
        String message =
                error.isEmpty() ? first(TITLE, html).map(LoginPage::plain).orElse("nothing known") : error;
        return new LoginPage(action.isEmpty() ? Question.SOMETHING_ELSE : asks, action.orElse(""), error, message);
    }

    static Optional<String> parameter(String address, String name) {
        return first(Pattern.compile("[?&#]" + name + "=([^&#]+)"), address)
                .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher match = pattern.matcher(text);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }

    private static String plain(String html) {
        return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").trim();
    }
}
