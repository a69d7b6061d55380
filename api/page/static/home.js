// @ts-check
/** Forms of the bureau's home page: new districts and schools. */
import { fieldsOf, onSubmit } from "./form.js";
import { ask, element, newKey, t } from "./service.js";

const district = document.getElementById("new-district");
if (district instanceof HTMLFormElement) {
  onSubmit(district, async () => {
    await ask("POST", "/v1/districts", { json: fieldsOf(district), key: newKey() });
    location.reload();
  });
}

const school = document.getElementById("new-school");
if (school instanceof HTMLFormElement) {
  onSubmit(school, async () => {
    const made = await ask("POST", "/v1/schools", { json: fieldsOf(school), key: newKey() });
    const give = `/page/people/new?role=planner&school=${encodeURIComponent(made.id)}`;
    if (document.getElementById("start")) {
      location.assign(give); // the next step of the first start
      return;
    }
    const place = /** @type {HTMLElement} */ (document.getElementById("school-made"));
    place.replaceChildren(
      t(`已新建“${made.name}”。`, `${made.name} is made. `),
      element("a", { href: give }, t("给教务处发密钥", "Give its office a key")), " · ",
      element("a", { href: `/page/schools/${made.id}` }, t("打开学校", "Open the school"))
    );
    place.hidden = false;
    /** @type {HTMLInputElement} */ (school.elements.namedItem("name")).value = "";
    /** @type {HTMLInputElement} */ (school.elements.namedItem("id")).value = "";
  });
}
