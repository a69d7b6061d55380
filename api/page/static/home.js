// @ts-check
/** Forms of the bureau's home page: new districts and schools. */
import { fieldsOf, onSubmit } from "./form.js";
import { ask, newKey } from "./service.js";

for (const name of ["new-district", "new-school"]) {
  const form = document.getElementById(name);
  if (!(form instanceof HTMLFormElement)) continue;
  onSubmit(form, async () => {
    await ask("POST", form.dataset.path ?? "", { json: fieldsOf(form), key: newKey() });
    location.reload();
  });
}
