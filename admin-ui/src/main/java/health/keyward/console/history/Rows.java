package health.keyward.console.history;

import health.keyward.console.base.Words;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.Method;
import health.keyward.contract.history.Outcome;
import health.keyward.contract.history.SignInRow;

/** One attempt in words, the same in the list, the drawer and the timeline. */
public final class Rows {
    private static final int SHORT = 6;

    private Rows() {}

    /** Name of the person, or how a name that belongs to nobody is called. */
    public static String who(SignInRow row) {
        if (row.personName() != null) {
            return row.personName();
        }
        if (row.person() != null) {
            return row.person();
        }
        return row.unknownName() != null ? unknown(row.unknownName()) : Words.say("row.nobody");
    }

    /** @param hash hex digits; a few of them tell two names apart */
    public static String unknown(String hash) {
        return Words.say("row.unknown", hash.substring(0, Math.min(SHORT, hash.length())));
    }

    public static String what(SignInRow row) {
        return row.outcome() == Outcome.SUCCESS
                ? Words.say("happened." + row.kind().name())
                : Words.of(row.outcome());
    }

    /** Empty when there is nothing to explain. */
    public static String why(SignInRow row) {
        return row.cause() == Cause.NONE ? "" : Words.of(row.cause());
    }

    /** Empty where no proof was asked, as for a sign-out. */
    public static String how(SignInRow row) {
        return row.method() == Method.UNKNOWN ? "" : Words.of(row.method());
    }

    public static String icon(SignInRow row) {
        return switch (row.outcome()) {
            case SUCCESS ->
                switch (row.kind()) {
                    case SIGN_OUT -> "logout";
                    case TOKEN, FACTOR -> "key";
                    case REFUSED -> "denied";
                    case SIGN_IN, ACCOUNT, OTHER -> "ok";
                };
            case FAILED -> "failed";
            case DENIED -> "denied";
            case UNDONE -> "undone";
        };
    }

    /** Class that gives the colour of the outcome. */
    public static String tone(SignInRow row) {
        return row.outcome().name();
    }
}
