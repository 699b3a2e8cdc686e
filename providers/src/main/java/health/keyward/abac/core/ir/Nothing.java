package health.keyward.abac.core.ir;

/** JSON's null. Java's null means undefined. */
enum Nothing {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
