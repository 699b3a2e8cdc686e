<#macro content>
  <#local hospital = (properties.hospitalName!'')?has_content?then(properties.hospitalName!'', (realm.displayName)!(realm.name)!'')>
  <div class="keyward-notice" role="note">
    <p id="keyward-monitoring">${msg("keywardMonitoring", hospital)}</p>
    <#if (properties.serviceDesk!'')?has_content>
      <p id="keyward-help">${msg("keywardHelp", properties.serviceDesk)}</p>
    </#if>
  </div>
</#macro>
