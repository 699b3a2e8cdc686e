package health.keyward.local.demo;

import java.util.List;
import java.util.Set;

/** A person of the realm as the synthetic history needs them. */
record Staff(
        String userId, String username, String name, String unit, List<String> roles, boolean enabled, int number) {
    private static final Set<String> ROUND_THE_CLOCK =
            Set.of("nurse", "physician", "lab-technician", "pharmacist", "pharmacy-technician");
    private static final Set<String> PHARMACY =
            Set.of("nurse", "physician", "pharmacist", "pharmacy-technician", "controlled-substance-signer");

    Staff {
        roles = List.copyOf(roles);
    }

    boolean worksShifts() {
        return roles.stream().anyMatch(ROUND_THE_CLOCK::contains);
    }

    boolean ordersMedicines() {
        return roles.stream().anyMatch(PHARMACY::contains);
    }

    boolean administers() {
        return roles.contains("system-admin");
    }

    /** The workplace they mostly use. */
    String address() {
        return "10.20." + (10 + Math.floorMod(unit.hashCode(), 40)) + "." + (20 + number);
    }

    String device() {
        return number % 5 == 0 ? "Safari on iPad" : number % 3 == 0 ? "Edge on Windows" : "Chrome on Windows";
    }
}
