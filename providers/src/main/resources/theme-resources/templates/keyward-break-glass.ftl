<#-- For which patient and why somebody needs emergency access. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<#import "buttons.ftl" as buttons>
<@layout.registrationLayout displayMessage=false; section>
<!-- template: keyward-break-glass.ftl -->

    <#if section = "header">
        ${msg("keywardBreakGlassTitle")}
    <#elseif section = "form">
        <form id="keyward-break-glass" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post" novalidate>
            <input type="hidden" name="form" value="${keywardForm}" />
            <p id="keyward-break-glass-watched">${msg("keywardBreakGlassWatched")}</p>
            <#if keywardWaives><p id="keyward-break-glass-waives">${msg("keywardBreakGlassWaives")}</p></#if>
            <#if keywardFaults?has_content>
                <div id="keyward-break-glass-faults" role="alert" class="pf-v5-c-alert pf-m-danger pf-m-inline">
                    <div class="pf-v5-c-alert__title">
                        <#list keywardFaults?sort as fault><p>${msg("keywardBreakGlassFault" + fault, keywardShortest, keywardLongest)}</p></#list>
                    </div>
                </div>
            </#if>
            <#if keywardApps?has_content>
                <fieldset class="keyward-reasons">
                    <legend class="pf-v5-c-form__label-text">${msg("keywardBreakGlassAppChoice")}</legend>
                    <#list keywardApps as app>
                        <div class="pf-v5-c-radio">
                            <input class="pf-v5-c-radio__input" type="radio" name="app" id="app-${app.id}" value="${app.id}"
                                <#if (keywardTyped.app!"") == app.id>checked</#if>
                                <#if app?is_first && !(keywardTyped.app)?has_content>autofocus</#if> />
                            <label class="pf-v5-c-radio__label" for="app-${app.id}">${app.name}</label>
                        </div>
                    </#list>
                </fieldset>
            <#else>
                <p><strong>${msg("keywardBreakGlassApp")}</strong> <span id="keyward-break-glass-app">${keywardApp}</span></p>
            </#if>
            <#if keywardPatient?has_content>
                <p><strong>${msg("keywardBreakGlassPatient")}</strong> <code id="keyward-break-glass-patient">${keywardPatient}</code></p>
            <#else>
                <@field.input name="patient" label=msg("keywardBreakGlassPatientType") value=(keywardTyped.patient)!"" autofocus=!keywardApps?has_content autocomplete="off" />
            </#if>
            <fieldset class="keyward-reasons">
                <legend class="pf-v5-c-form__label-text">${msg("keywardBreakGlassReason")}</legend>
                <#list keywardReasons as reason>
                    <div class="pf-v5-c-radio">
                        <input class="pf-v5-c-radio__input" type="radio" name="reason" id="reason-${reason.code}" value="${reason.code}" data-words="${reason.words?c}"
                            <#if (keywardTyped.reason!"") == reason.code>checked</#if>
                            <#if keywardPatient?has_content && !keywardApps?has_content && reason?is_first && !(keywardTyped.reason)?has_content>autofocus</#if> />
                        <label class="pf-v5-c-radio__label" for="reason-${reason.code}">${reason.text}
                            <span class="keyward-minutes">${msg("keywardBreakGlassUpTo", reason.minutes)}</span></label>
                    </div>
                </#list>
            </fieldset>
            <div class="${properties.kcFormGroupClass!}">
                <label class="pf-v5-c-form__label" for="words"><span class="pf-v5-c-form__label-text">${msg("keywardBreakGlassWords")}</span>
                    <span id="keyward-words-needed" hidden>${msg("keywardBreakGlassWordsNeeded", keywardShortest)}</span></label>
                <span class="pf-v5-c-form-control">
                    <textarea id="words" name="words" rows="3" maxlength="${keywardLongest}" aria-describedby="keyward-words-help">${(keywardTyped.words)!""}</textarea>
                </span>
                <p id="keyward-words-help" class="pf-v5-c-helper-text">${msg("keywardBreakGlassWordsHelp")}</p>
            </div>
            <details>
                <summary>${msg("keywardBreakGlassLonger")}</summary>
                <div class="${properties.kcFormGroupClass!}">
                    <label class="pf-v5-c-form__label" for="minutes"><span class="pf-v5-c-form__label-text">${msg("keywardBreakGlassMinutes")}</span></label>
                    <span class="pf-v5-c-form-control"><input id="minutes" name="minutes" inputmode="numeric" autocomplete="off" value="${(keywardTyped.minutes)!""}" /></span>
                </div>
            </details>
            <div class="pf-v5-c-form__group pf-m-action">
                <div class="pf-v5-c-form__actions">
                    <button type="submit" id="keyward-break-glass-go" name="go" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("keywardBreakGlassGo")}</button>
                    <#if keywardMayGoBack && isAppInitiatedAction??>
                        <button type="submit" id="keyward-break-glass-cancel" name="cancel-aia" value="true" formnovalidate class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonLargeClass!}">${msg("doCancel")}</button>
                    </#if>
                </div>
            </div>
        </form>
        <script type="module">
            const words = document.getElementById('words');
            const needed = document.getElementById('keyward-words-needed');
            const tell = () => {
                const chosen = document.querySelector('input[name=reason]:checked');
                const demanded = chosen !== null && chosen.dataset.words === 'true';
                needed.hidden = !demanded;
                words.required = demanded;
            };
            document.querySelectorAll('input[name=reason]').forEach(one => one.addEventListener('change', tell));
            tell();
        </script>
    </#if>
</@layout.registrationLayout>
