package health.keyward.it;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Actions of the realm that people may be asked for. */
public final class RequiredActions {
    private RequiredActions() {}

    /** Does something while an action that the blueprint leaves off is on. */
    public static void whileEnabled(String action, Runnable meanwhile) {
        String path = Staff.REALM + "/authentication/required-actions/" + action;
        ObjectNode before = (ObjectNode) Staff.boss().get(path);
        try {
            Staff.boss().put(path, before.deepCopy().put("enabled", true));
            meanwhile.run();
        } finally {
            Staff.boss().put(path, before);
        }
    }
}
