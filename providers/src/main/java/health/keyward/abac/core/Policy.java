package health.keyward.abac.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A verified policy, ready to be asked.
 *
 * @param revision as its manifest says
 * @param texts what it says of its reasons, by code; empty where it says nothing
 * @param local the same policy in this process, for emergency access while the engine is down; null where the engine is in this process itself
 */
public record Policy(
        String revision,
        Engine engine,
        Map<String, Texts> texts,
        @Nullable Engine local) {
    public static final String DECISION = "keyward/authz/decision";
    public static final String MASK = "system/log/mask";

    private static final String REASONS = "reasons";

    /**
     * What is said of a reason, by language.
     *
     * @param user for the person
     * @param admin for the administrator
     */
    public record Texts(Map<String, String> user, Map<String, String> admin) {
        public Texts {
            user = Map.copyOf(user);
            admin = Map.copyOf(admin);
        }
    }

    public Policy {
        texts = Map.copyOf(texts);
    }

    public Policy(String revision, Engine engine) {
        this(revision, engine, Map.of(), null);
    }

    public Policy(String revision, Engine engine, Map<String, Texts> texts) {
        this(revision, engine, texts, null);
    }

    /** The texts in the metadata of a manifest; whatever is no text there is left out. */
    public static Map<String, Texts> texts(Map<String, ? extends @Nullable Object> metadata) {
        Map<String, Texts> texts = new HashMap<>();
        if (metadata.get(REASONS) instanceof Map<?, ?> reasons) {
            reasons.forEach((code, said) -> {
                if (said instanceof Map<?, ?> of) {
                    texts.put(String.valueOf(code), new Texts(languages(of.get("user")), languages(of.get("admin"))));
                }
            });
        }
        return texts;
    }

    private static Map<String, String> languages(@Nullable Object said) {
        Map<String, String> texts = new HashMap<>();
        if (said instanceof Map<?, ?> languages) {
            languages.forEach((language, text) -> {
                if (text instanceof String words && !words.isBlank()) {
                    texts.put(String.valueOf(language), words);
                }
            });
        }
        return texts;
    }
}
