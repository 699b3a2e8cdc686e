package health.keyward.local.apply;

/** Which merge patch of the blueprint counts: {@code variant-local.json} or {@code variant-production.json}. */
public enum Variant {
    LOCAL,
    PRODUCTION;

    String file() {
        return this == LOCAL ? "variant-local.json" : "variant-production.json";
    }
}
