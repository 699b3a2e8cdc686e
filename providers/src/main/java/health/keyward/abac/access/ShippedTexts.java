package health.keyward.abac.access;

import health.keyward.abac.Reason;
import java.util.Locale;

/** What can be said of any reason, where the policy brings no text of its own for it. */
public final class ShippedTexts implements ReasonTexts {
    private static final String FAILED = "failed.";

    @Override
    public Text of(Reason reason, Locale language) {
        boolean failed = reason.code().startsWith(FAILED);
        String missing = String.join(", ", reason.missing());
        if (language.getLanguage().equals(Languages.SPANISH.getLanguage())) {
            return new Text(
                    failed
                            ? "La decisión no se pudo tomar ahora. Inténtelo de nuevo; si sigue fallando, llame al"
                                    + " servicio de ayuda."
                            : "Las reglas del hospital no permiten esto ahora. Si lo necesita para su trabajo, pida"
                                    + " ayuda a su responsable.",
                    "Regla " + reason.code() + (missing.isEmpty() ? "." : "; falta: " + missing + "."));
        }
        return new Text(
                failed
                        ? "This could not be decided just now. Try again; if it keeps failing, call the service desk."
                        : "The hospital's rules do not allow this now. If you need it for your work, ask your manager.",
                "Rule " + reason.code() + (missing.isEmpty() ? "." : "; missing: " + missing + "."));
    }
}
