<#-- Where a colleague signs for somebody's emergency access. -->
<#import "template.ftl" as layout>
<#import "field.ftl" as field>
<@layout.registrationLayout displayMessage=true; section>
<!-- template: keyward-co-sign.ftl -->

    <#if section = "header">
        ${msg("keywardCoSignTitle")}
    <#elseif section = "form">
        <form id="keyward-co-sign" class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
            <input type="hidden" name="form" value="${keywardForm}" />
            <#if keywardAsked??>
                <p id="keyward-co-sign-who">${msg(keywardAsked.waives?then("keywardCoSignFactor", "keywardCoSignPerson"), keywardAsked.name)}</p>
                <dl class="keyward-facts">
                    <dt>${msg("keywardBreakGlassApp")}</dt><dd>${keywardAsked.app}</dd>
                    <dt>${msg("keywardBreakGlassPatient")}</dt><dd><code id="keyward-co-sign-patient">${keywardAsked.patient}</code></dd>
                    <dt>${msg("keywardBreakGlassReason")}</dt><dd id="keyward-co-sign-why">${keywardAsked.why}</dd>
                    <#if keywardAsked.words?has_content><dt>${msg("keywardBreakGlassWords")}</dt><dd>${keywardAsked.words}</dd></#if>
                </dl>
                <p>${msg("keywardCoSignMeans")}</p>
                <div class="pf-v5-c-form__actions">
                    <button type="submit" id="keyward-sign" name="sign" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("keywardCoSignGo")}</button>
                    <button type="submit" id="keyward-not" name="not" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonLargeClass!}">${msg("keywardCoSignNot")}</button>
                </div>
            <#elseif keywardMaySign>
                <p>${msg("keywardCoSignHelp")}</p>
                <@field.input name="code" label=msg("keywardCoSignCode") autofocus=true autocomplete="off" />
                <div class="pf-v5-c-form__actions">
                    <button type="submit" id="keyward-co-sign-go" name="go" value="true" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!} ${properties.kcButtonLargeClass!}">${msg("doContinue")}</button>
                    <#if isAppInitiatedAction??>
                        <button type="submit" id="keyward-co-sign-cancel" name="cancel-aia" value="true" formnovalidate class="${properties.kcButtonClass!} ${properties.kcButtonDefaultClass!} ${properties.kcButtonLargeClass!}">${msg("doCancel")}</button>
                    </#if>
                </div>
            <#elseif isAppInitiatedAction??>
                <button type="submit" id="keyward-co-sign-cancel" name="cancel-aia" value="true" formnovalidate class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("doCancel")}</button>
            </#if>
        </form>
    </#if>
</@layout.registrationLayout>
