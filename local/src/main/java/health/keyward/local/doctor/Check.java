package health.keyward.local.doctor;

import java.util.List;

/** One question to an installation. */
interface Check {
    List<Finding> look(Installation installation);
}
