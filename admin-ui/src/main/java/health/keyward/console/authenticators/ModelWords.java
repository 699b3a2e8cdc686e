package health.keyward.console.authenticators;

import health.keyward.console.base.Words;
import health.keyward.contract.stepup.MetadataCondition;
import health.keyward.contract.stepup.ModelRow;
import health.keyward.contract.stepup.ModelUse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models in words. */
final class ModelWords {
    /** Methods of the FIDO registry there are words for; others are shown as they are written. */
    private static final Set<String> METHODS = Set.of(
            "fingerprint_internal",
            "faceprint_internal",
            "eyeprint_internal",
            "voiceprint_internal",
            "handprint_internal",
            "passcode_internal",
            "passcode_external",
            "pattern_internal",
            "pattern_external",
            "location_internal",
            "presence_internal",
            "none");

    private ModelWords() {}

    static String icon(ModelUse use) {
        return switch (use) {
            case UNDECIDED -> "clock";
            case ACCEPTED -> "ok";
            case REFUSED -> "denied";
            case COMPROMISED -> "failed";
        };
    }

    static String tone(ModelUse use) {
        return switch (use) {
            case UNDECIDED -> "UNDONE";
            case ACCEPTED -> "SUCCESS";
            case REFUSED -> "DENIED";
            case COMPROMISED -> "FAILED";
        };
    }

    /** What became of it: accepted for what, or refused why. */
    static String use(ModelRow row) {
        if (row.use() == ModelUse.ACCEPTED) {
            return Words.say("models.accepted." + row.upTo())
                    + (row.biometric() == null ? "" : ", " + Words.say("models.amr." + row.biometric()));
        }
        return Words.of(row.use()) + (row.use() == ModelUse.COMPROMISED ? ": " + row.status() : "");
    }

    static String methods(List<String> methods) {
        return methods.stream().map(ModelWords::method).collect(Collectors.joining(", "));
    }

    /** Methods that are needed together. */
    static String way(List<String> way) {
        return way.stream().map(ModelWords::method).collect(Collectors.joining(" + "));
    }

    static String method(String name) {
        return METHODS.contains(name) ? Words.say("models.method." + name) : name;
    }

    static String share(@Nullable Double value) {
        return value == null
                ? Words.say("models.notsaid")
                : String.format(Words.locale(), value < 0.01 ? "%.4f %%" : "%.2f %%", value * 100);
    }

    static String icon(MetadataCondition condition) {
        return switch (condition) {
            case GOOD -> "ok";
            case OUTDATED -> "clock";
            case NONE, NO_ROOT -> "info";
            case NOT_BELIEVED -> "failed";
        };
    }

    static String tone(MetadataCondition condition) {
        return switch (condition) {
            case GOOD -> "SUCCESS";
            case OUTDATED -> "DENIED";
            case NONE, NO_ROOT -> "UNDONE";
            case NOT_BELIEVED -> "FAILED";
        };
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
