package health.keyward.console.api;

import health.keyward.contract.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a 401 asks for, when a stronger or fresher sign-in would help (RFC 9470, section 3).
 *
 * @param maxAge seconds, -1 when the age does not matter
 */
record Challenge(String acrValues, int maxAge) {
    private static final String NEEDED = "insufficient_user_authentication";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"?([^\",]*)\"?");

    static Optional<Challenge> of(List<String> headers, Problem said) {
        String error = said.error() == null ? "" : said.error();
        String acr = said.acr_values() == null ? "" : said.acr_values();
        int age = said.max_age() == null ? -1 : said.max_age();
        for (var header : headers) {
            var matcher = PARAMETER.matcher(header);
            while (matcher.find()) {
                switch (matcher.group(1)) {
                    case "error" -> error = matcher.group(2);
                    case "acr_values" -> acr = matcher.group(2);
                    case "max_age" -> age = number(matcher.group(2));
                    default -> {}
                }
            }
        }
        return error.equals(NEEDED) ? Optional.of(new Challenge(acr, age)) : Optional.empty();
    }

    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
