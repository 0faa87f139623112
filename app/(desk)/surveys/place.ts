type Fields = Record<string, unknown>

export const toSurvey = (done: string) => (id: number) => `/surveys/${id}?done=${done}`
/** Where a change made another edition, that one. */
export const afterEdit = (id: number, fields: Fields) => `/surveys/${id}?done=${id === Number(fields.id) ? 'saved' : 'surveyEdition'}`
export const toInvitation = (done: string) => (id: number) => `/surveys/invitations/${id}?done=${done}`
export const toAnswer = (id: number) => `/surveys/answers/${id}?done=surveyRecorded`
