package health.keyward.console.evidence;

import java.util.Locale;

/** What can be proposed about the evidence, each by the name the approval room knows it by. */
enum RetentionAct {
    SHRED("shred-person"),
    HOLD("legal-hold"),
    RELEASE("legal-hold-release"),
    DISPOSE("dispose"),
    REWRAP("rewrap-keys"),
    EPOCH("new-epoch");

    private final String kind;

    RetentionAct(String kind) {
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it loses something for ever. */
    boolean isFinal() {
        return this == SHRED || this == DISPOSE;
    }
}
