import type { Service } from '../../shared/model/clinic.ts';

/** The name of a service; null where it is not known here (yet), for an id says nothing to a person. */
export function nameOfService(serviceId: string, known: { readonly services: readonly Service[] }): string | null {
  return known.services.find((service) => service.serviceId === serviceId)?.name ?? null;
}
