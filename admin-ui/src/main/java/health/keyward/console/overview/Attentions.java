package health.keyward.console.overview;

import health.keyward.console.base.Words;
import health.keyward.contract.history.Overview;
import java.util.Objects;
import java.util.Set;

/** What needs attention, in words. A code this console does not know yet is still shown. */
final class Attentions {
    static final Set<String> KNOWN = Set.of(
            "failures-rising",
            "many-failures-one-address",
            "many-failures-one-person",
            "locked-people",
            "refusals",
            "ledger-behind",
            "never-signed-in");

    private Attentions() {}

    static String say(Overview.Attention one) {
        var key = KNOWN.contains(one.code()) ? one.code() : "other";
        return Words.say("attention." + key, one.count(), Objects.requireNonNullElse(one.subject(), one.code()));
    }

    static String icon(Overview.Attention one) {
        return switch (one.code()) {
            case "locked-people" -> "lock";
            case "refusals" -> "denied";
            case "never-signed-in" -> "person";
            default -> "failures";
        };
    }
}
