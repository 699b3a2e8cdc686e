package health.keyward.local.check;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page a browser was given: enough of HTML to fill in Keycloak's sign-in forms. */
public record Page(URI address, int status, String text) {
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern INPUT = Pattern.compile("<input\\b([^>]*)>", Pattern.DOTALL);

    /** A form with where it goes and what is already filled in. */
    public record Form(URI action, Map<String, String> fields) {

        /** The body of the request with these fields filled in. */
        String body(Map<String, String> answers) {
            Map<String, String> all = new LinkedHashMap<>(fields);
            all.putAll(answers);
            return all.entrySet().stream()
                    .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                    .collect(Collectors.joining("&"));
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** The first form that has this field. */
    public Optional<Form> formWith(String field) {
        Matcher forms = FORM.matcher(text);
        while (forms.find()) {
            Map<String, String> fields = fieldsOf(forms.group(2));
            if (fields.containsKey(field)) {
                URI action = address.resolve(attribute(forms.group(1), "action").orElse(address.toString()));
                return Optional.of(new Form(action, fields));
            }
        }
        return Optional.empty();
    }

    /** The first form with this button; what the button says is not among its fields. */
    public Optional<Form> formWithButton(String name) {
        Pattern button = Pattern.compile("<button\\b[^>]*\\bname=\"" + Pattern.quote(name) + "\"");
        Matcher forms = FORM.matcher(text);
        while (forms.find()) {
            if (button.matcher(forms.group(2)).find()) {
                URI action = address.resolve(attribute(forms.group(1), "action").orElse(address.toString()));
                return Optional.of(new Form(action, fieldsOf(forms.group(2))));
            }
        }
        return Optional.empty();
    }

    /** The words of the page without mark-up, shortened; for saying what was seen instead of what was expected. */
    public String glimpse() {
        String words = text.replaceAll("(?s)<(script|style)\\b.*?</\\1>", " ")
                .replaceAll("(?s)<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return words.length() <= 160 ? words : words.substring(0, 160) + "...";
    }

    private static Map<String, String> fieldsOf(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher inputs = INPUT.matcher(form);
        while (inputs.find()) {
            String input = inputs.group(1);
            boolean optional =
                    attribute(input, "type").filter("checkbox"::equals).isPresent();
            if (!optional) {
                attribute(input, "name")
                        .ifPresent(name ->
                                fields.put(name, attribute(input, "value").orElse("")));
            }
        }
        return fields;
    }

    private static Optional<String> attribute(String tag, String name) {
        Matcher matcher =
                Pattern.compile("\\b" + name + "\\s*=\\s*\"([^\"]*)\"").matcher(tag);
        return matcher.find() ? Optional.of(unescape(matcher.group(1))) : Optional.empty();
    }

    private static String unescape(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
